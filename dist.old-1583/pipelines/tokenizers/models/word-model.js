export {};
//# sourceMappingURL=word-model.js.map