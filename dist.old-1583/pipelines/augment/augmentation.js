export {};
//# sourceMappingURL=augmentation.js.map