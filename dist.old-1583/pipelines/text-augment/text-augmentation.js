export {};
//# sourceMappingURL=text-augmentation.js.map