/** A variable that policies may use, over the object; the exporter makes its twin over the old object. */
export interface StandardVariable {
  readonly name: string;
  readonly expression: string;
}

/*
 * The type checker of the API server looks at each kind that a policy matches; `dyn` keeps it from warning of fields
 * that only other kinds have.
 */
const TEMPLATE =
  "variables.root.kind in ['Pod', 'Revision'] ? variables.root : variables.root.kind == 'PodTemplate' ? variables.root.?template.orValue({}) : variables.root.kind == 'CronJob' ? variables.root.?spec.?jobTemplate.?spec.?template.orValue({}) : variables.root.?spec.?template.orValue({})";

const OWNED_IMAGES =
  "variables.containers.filter(c, c.?image.orValue('') != '').map(c, {'owner': 'container ' + string(c.?name.orValue('?')), 'text': string(c.image), 'pullPolicy': string(c.?imagePullPolicy.orValue(''))})" +
  " + variables.volumes.filter(v, v.?image.?reference.orValue('') != '').map(v, {'owner': 'volume ' + string(v.?name.orValue('?')), 'text': string(v.image.reference), 'pullPolicy': string(v.image.?pullPolicy.orValue(''))})";

/** Each image without its digest. */
const UNTAGGED =
  "variables.imageTexts.map(i, {'owner': i.owner, 'text': i.text, 'pullPolicy': i.pullPolicy, 'named': i.text.split('@')[0], 'digest': i.text.contains('@') ? i.text.split('@')[1] : ''})";

/** Each image taken apart: `path` is what is written without tag and digest. */
const SPLIT =
  "variables.imageNames.map(i, {'owner': i.owner, 'text': i.text, 'pullPolicy': i.pullPolicy, 'digest': i.digest, 'tag': i.named.lastIndexOf(':') > i.named.lastIndexOf('/') ? i.named.substring(i.named.lastIndexOf(':') + 1) : '', 'path': i.named.lastIndexOf(':') > i.named.lastIndexOf('/') ? i.named.substring(0, i.named.lastIndexOf(':')) : i.named})";

/** Each image with its registry written out. */
const REGISTERED =
  "variables.imageParts.map(i, {'owner': i.owner, 'text': i.text, 'pullPolicy': i.pullPolicy, 'digest': i.digest, 'tag': i.tag, 'full': i.path.matches('^(localhost|[^/]*[.:A-Z][^/]*)/') ? (i.path.startsWith('index.docker.io/') ? i.path.substring(6) : i.path) : 'docker.io/' + i.path})";

/** Each image with its full name: `docker.io/library/nginx` for `nginx`. Source: distribution/reference. */
const NAMED =
  "variables.imageFulls.map(i, {'owner': i.owner, 'text': i.text, 'pullPolicy': i.pullPolicy, 'digest': i.digest, 'tag': i.tag, 'name': i.full.matches('^docker[.]io/[^/]+$') ? 'docker.io/library/' + i.full.substring(10) : i.full})";

/** In the order in which they build on each other. */
export const STANDARD_VARIABLES: readonly StandardVariable[] = [
  { name: "spec", expression: "variables.root.?spec.orValue({})" },
  { name: "notes", expression: "variables.root.?metadata.?annotations.orValue({})" },
  { name: "marks", expression: "variables.root.?metadata.?labels.orValue({})" },
  { name: "template", expression: TEMPLATE },
  { name: "podSpec", expression: "variables.template.?spec.orValue({})" },
  { name: "podMetadata", expression: "variables.template.?metadata.orValue({})" },
  { name: "annotations", expression: "variables.podMetadata.?annotations.orValue({})" },
  { name: "labels", expression: "variables.podMetadata.?labels.orValue({})" },
  {
    name: "servers",
    expression: "variables.podSpec.?containers.orValue([]) + variables.podSpec.?initContainers.orValue([])",
  },
  {
    name: "containers",
    expression: "variables.servers + variables.podSpec.?ephemeralContainers.orValue([])",
  },
  { name: "volumes", expression: "variables.podSpec.?volumes.orValue([])" },
  { name: "imageTexts", expression: OWNED_IMAGES },
  { name: "imageNames", expression: UNTAGGED },
  { name: "imageParts", expression: SPLIT },
  { name: "imageFulls", expression: REGISTERED },
  { name: "images", expression: NAMED },
];
