export {};
//# sourceMappingURL=phase.js.map