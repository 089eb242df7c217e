export {};
//# sourceMappingURL=image-reader.js.map