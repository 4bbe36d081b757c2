import type { Rule } from "../rule";
import { dnsEgressCut } from "./dns-egress-cut";

/** The rules of the layer network, in the order in which they are listed. */
export const networkRules: readonly Rule[] = [dnsEgressCut];
