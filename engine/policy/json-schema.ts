import type { JsonObject } from "../json";
import { CONFIGURATION_SCHEMA, type Field, MAP_KEYS } from "./configuration-schema";

/** The JSON schema (2020-12) of `.rampart.yaml`, made from the same table as the validator. */
export function jsonSchema(): JsonObject {
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "Rampart configuration",
    ...schemaOf(CONFIGURATION_SCHEMA),
  };
}

function schemaOf(field: Field): JsonObject {
  const { description } = field;
  switch (field.type) {
    case "any":
      return { description };
    case "boolean":
      return { description, type: "boolean" };
    case "string":
      return {
        description,
        type: "string",
        ...(field.enum ? { enum: [...field.enum] } : {}),
        ...(field.pattern ? { pattern: field.pattern } : {}),
        ...(field.filled && !field.pattern ? { pattern: "\\S" } : {}),
        ...(field.day ? { format: "date" } : {}),
      };
    case "list":
      return { description, type: "array", items: schemaOf(field.items) };
    case "map":
      return {
        description,
        type: "object",
        additionalProperties: schemaOf(field.values),
        ...(field.keys === "severity" ? { propertyNames: { enum: [...MAP_KEYS.severity] } } : {}),
      };
    case "object":
      return {
        description,
        type: "object",
        properties: Object.fromEntries(
          Object.entries(field.fields).map(([key, child]) => [key, schemaOf(child)]),
        ),
        ...(field.required ? { required: [...field.required] } : {}),
        additionalProperties: false,
      };
    case "oneOf":
      return { description, anyOf: field.alternatives.map(schemaOf) };
  }
}
