import { relative, sep } from "node:path";

/**
 * How a path is called from a folder, with forward slashes: `team/app.yaml`, `../other.yaml`, `""` for the folder itself.
 * Both are absolute and normal. What lies below the folder, as nearly everything does, is cut off without a closer look.
 */
export function relativeName(folder: string, path: string): string {
  const isBelow = path.length > folder.length && path.startsWith(folder) && path[folder.length] === sep;
  const name = isBelow ? path.slice(folder.length + 1) : relative(folder, path);
  return sep === "/" ? name : name.split(sep).join("/");
}
