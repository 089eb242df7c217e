import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { packageRoot } from '../../../storage/package-root.js';
const folder = new URL('tests/fixtures/openlineage/', packageRoot);
const schemas = readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => JSON.parse(readFileSync(new URL(name, folder), 'utf8')));
// The published schemas hold words of their own, such as `example`.
const ajv = new Ajv2020({ strict: false, allErrors: true });
formats.default(ajv);
for (const schema of schemas)
    ajv.addSchema(schema);
/** Holds an event to the published schema, and each of its facets to its own, under the name that one gives it. */
export function assertRunEvent(event) {
    const { schemaURL, run, job, inputs, outputs } = event;
    assertValid(schemaURL, event);
    for (const { facets, inputFacets, outputFacets } of [run, job, ...inputs, ...outputs]) {
        for (const [name, facet] of Object.entries({ ...facets, ...inputFacets, ...outputFacets })) {
            const id = facet._schemaURL.replace(/#.*/, '');
            const schema = schemas.find(({ $id }) => $id === id);
            assert.ok(schema?.properties?.[name], `${id} has no facet of the name ${name}`);
            assertValid(facet._schemaURL, facet);
        }
    }
}
function assertValid(url, value) {
    const validate = ajv.getSchema(url);
    assert.ok(validate, `no schema ${url}`);
    assert.ok(validate(value), `${url}: ${ajv.errorsText(validate.errors)}`);
}
//# sourceMappingURL=lineage-schemas.js.map