export {};
//# sourceMappingURL=cursor.js.map