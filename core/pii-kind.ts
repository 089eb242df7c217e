/** Kinds of personal data that are told apart, in the order in which they are listed. */
export const piiKinds = ['email', 'phone', 'ip', 'card', 'iban', 'chineseMobile', 'chineseId'] as const;
export type PiiKind = (typeof piiKinds)[number];
