import { pythonEnvironment } from './python-environment.js';
const packages = [
    ...['datatrove==0.10.1', 'numpy==2.4.6', 'orjson==3.11.4', 'regex==2026.11.15', 'spacy==3.8.18'],
    ...['tokenizers==0.23.3', 'xxhash==3.8.2'],
];
/** Path of a Python that has datatrove and what its filters, MinHash and tokens need. */
export function datatroveEnvironment() {
    return pythonEnvironment('datatrove', packages);
}
//# sourceMappingURL=datatrove-environment.js.map