export {};
//# sourceMappingURL=jpeg-kernel.js.map