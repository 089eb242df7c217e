/** Kinds of personal data, and of secrets, that are told apart, in the order in which they are listed. */
export const piiKinds = [
    'email',
    'phone',
    'ip',
    'card',
    'iban',
    'chineseMobile',
    'chineseId',
    'chinesePlate',
    'secret',
];
//# sourceMappingURL=pii-kind.js.map