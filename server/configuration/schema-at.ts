import { CONFIGURATION_SCHEMA, type Field } from "../../engine/policy/configuration-schema";
import { ITEM } from "../text-context";

/** Whether a file is a configuration of Rampart, by its name. */
export function isConfiguration(name: string): boolean {
  return /(^|\/)\.rampart\.ya?ml$/.test(name);
}

/** The fields that may stand at a path of a configuration: several where a value has several forms. */
export function fieldsAt(path: readonly string[]): readonly Field[] {
  return path
    .reduce<readonly Field[]>(
      (fields, segment) => fields.flatMap((field) => below(field, segment)),
      [CONFIGURATION_SCHEMA],
    )
    .flatMap(formsOf);
}

function formsOf(field: Field): readonly Field[] {
  return field.type === "oneOf" ? field.alternatives.flatMap(formsOf) : [field];
}

function below(field: Field, segment: string): readonly Field[] {
  return formsOf(field).flatMap((form): readonly Field[] => {
    if (form.type === "list") return segment === ITEM ? [form.items] : [];
    if (form.type === "map") return [form.values];
    if (form.type !== "object") return [];
    const child = form.fields[segment];
    return child ? [child] : [];
  });
}
