/** Kinds of pieces. */
export const piece = { open: 0, close: 1, text: 2, entity: 3 };
//# sourceMappingURL=outline.js.map