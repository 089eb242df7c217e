export {};
//# sourceMappingURL=objective.js.map