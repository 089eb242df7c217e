export {};
//# sourceMappingURL=raw-operations.js.map