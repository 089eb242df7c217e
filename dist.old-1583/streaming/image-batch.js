export {};
//# sourceMappingURL=image-batch.js.map