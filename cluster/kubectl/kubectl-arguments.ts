import type { LiveRequest } from "../guard";
import { type Question, type Subject, serviceAccountUser } from "../reviews/question";

/**
 * The arguments with which a person would ask a request. Every value is part of one argument, `--flag=value`, so that no
 * name can become a flag.
 */
export function typedArguments(context: string, request: LiveRequest): string[] {
  return [...words(request), `--context=${context}`];
}

function words(request: LiveRequest): string[] {
  switch (request.type) {
    case "who-am-i":
      return ["auth", "whoami", "--output=json"];
    case "can-i":
      return ["auth", "can-i", ...questionWords(request.question), ...subjectFlags(request.subject)];
    case "read":
      return ["get", `--raw=${request.path}`];
  }
}

function questionWords({ verb, resource, subresource, name, namespace }: Question): string[] {
  if (resource.startsWith("/")) return [verb, resource];
  return [
    verb,
    name === undefined ? resource : `${resource}/${name}`,
    // `pods/log` would be read as a pod of the name `log`.
    ...(subresource === undefined ? [] : [`--subresource=${subresource}`]),
    // Without it kubectl sends the context's namespace, also for kinds that live in none.
    namespace === "" ? "--all-namespaces" : `--namespace=${namespace}`,
  ];
}

function subjectFlags(subject: Subject): string[] {
  switch (subject.kind) {
    case "me":
      return [];
    case "service-account":
      return [`--as=${serviceAccountUser(subject.namespace, subject.name)}`];
    case "user":
      return [`--as=${subject.name}`, ...(subject.groups ?? []).map((group) => `--as-group=${group}`)];
    case "group":
      // kubectl takes no group without a user; nobody has logged in as this one, so it brings next to nothing along.
      return ["--as=system:anonymous", `--as-group=${subject.name}`];
  }
}
