export {};
//# sourceMappingURL=tensorflow.js.map