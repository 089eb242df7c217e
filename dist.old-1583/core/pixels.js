export {};
//# sourceMappingURL=pixels.js.map