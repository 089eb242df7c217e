/** The columns that every document has, labels among them; others are metadata. */
export const documentColumnNames = ['id', 'text', 'label'];
/** The columns that every image has; others are metadata. */
export const imageColumnNames = ['id', 'label', 'caption', 'format'];
//# sourceMappingURL=gate.js.map