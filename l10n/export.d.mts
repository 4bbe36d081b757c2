/** The messages of the client, sorted. */
export function messages(): string[];
