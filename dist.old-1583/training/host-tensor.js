export {};
//# sourceMappingURL=host-tensor.js.map