import type { Path } from "../json";
import { rememberLast } from "../remember";
import { mapsAt, stringAt } from "./fields";
import { type ImageReference, parseImageReference } from "./image-reference";
import { describeContainer, type PodTemplate } from "./pod-template";

/** An image that a pod pulls. */
export interface PodImage {
  /** How a message names what pulls it: `container "web"`, `volume "models"`. */
  readonly owner: string;
  /** The reference as written. */
  readonly text: string;
  /** Where it is written, relative to the resource. */
  readonly path: Path;
  /** The reference, read; `undefined` where the kubelet would refuse it, or a template fills it in later. */
  readonly image: ImageReference | undefined;
  /** The pull policy as written beside it. */
  readonly pullPolicy: string | undefined;
  /** Where the pull policy stands or belongs. */
  readonly pullPolicyPath: Path;
}

/**
 * Every image that a pod pulls: of all three container lists, and of image volumes (KEP-4639). Containers without an
 * image are left out.
 */
export const imagesOf: (pod: PodTemplate) => readonly PodImage[] = rememberLast((pod) => {
  const ofContainers = pod.containers.flatMap((container): PodImage[] =>
    container.image
      ? [
          {
            owner: describeContainer(container),
            text: container.image,
            path: container.at("image"),
            image: parseImageReference(container.image),
            pullPolicy: stringAt(container.spec, "imagePullPolicy"),
            pullPolicyPath: container.at("imagePullPolicy"),
          },
        ]
      : [],
  );
  const ofVolumes = mapsAt(pod.spec, "volumes").flatMap(({ index, value }): PodImage[] => {
    const text = stringAt(value, "image", "reference");
    if (!text) return [];
    return [
      {
        owner: `volume "${stringAt(value, "name") ?? index}"`,
        text,
        path: pod.at("volumes", index, "image", "reference"),
        image: parseImageReference(text),
        pullPolicy: stringAt(value, "image", "pullPolicy"),
        pullPolicyPath: pod.at("volumes", index, "image", "pullPolicy"),
      },
    ];
  });
  return [...ofContainers, ...ofVolumes];
});
