/** What people call the records of a version, one and several. */
export function recordWords(kind) {
    return kind === 'image' ? { one: 'image', many: 'images' } : { one: 'document', many: 'documents' };
}
//# sourceMappingURL=record-words.js.map