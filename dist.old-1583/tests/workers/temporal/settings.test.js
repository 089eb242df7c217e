import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { temporalSettings } from '../../../workers/temporal/settings.js';
import { externalUiUrl } from '../../../workers/temporal/ui.js';
// The shape of the file is Temporal's: docs.temporal.io/develop/environment-configuration.
const profiles = `
[profile.default]
address = "temporal.example:7233"

[profile.cloud]
address = "eu-west-1.aws.api.temporal.io:7233"
namespace = "data.a1b2c"
api_key = "a-key"

[profile.mutual]
address = "temporal.example:7233"
[profile.mutual.tls]
client_cert_data = "certificate"
client_key_data = "key"
server_name = "inside.example"

[profile.half]
address = "temporal.example:7233"
[profile.half.tls]
client_cert_data = "certificate"

[profile.absent-key]
address = "temporal.example:7233"
[profile.absent-key.tls]
client_cert_path = "/absent/certificate"
client_key_path = "/absent/key"

[profile.nowhere]
namespace = "data"
`;
describe('settings of Temporal', () => {
    let folder;
    let file;
    before(async () => {
        folder = await mkdtemp(join(tmpdir(), 'millrace-settings-'));
        file = join(folder, 'temporal.toml');
        await writeFile(file, profiles);
    });
    after(() => rm(folder, { recursive: true, force: true }));
    const inFolder = (env) => ({ XDG_CONFIG_HOME: folder, HOME: folder, ...env });
    function target(env) {
        const settings = temporalSettings(inFolder(env));
        assert.equal(settings.kind, 'external');
        return settings.target;
    }
    function refuses(env, at, message) {
        assert.throws(() => temporalSettings(inFolder(env)), { code: 'temporal-settings', kind: 'usage', at, message });
    }
    it('runs a server of its own where nothing names one', () => {
        assert.deepEqual(temporalSettings({}), { kind: 'embedded' });
        assert.deepEqual(temporalSettings({ TEMPORAL_ADDRESS: '', TEMPORAL_NAMESPACE: 'data' }), { kind: 'embedded' });
    });
    it('takes TEMPORAL_ADDRESS, with the usual port where it has none', () => {
        const found = target({ TEMPORAL_ADDRESS: 'localhost', TEMPORAL_NAMESPACE: 'data' });
        assert.deepEqual(found, {
            address: 'localhost:7233',
            namespace: 'data',
            namedBy: 'TEMPORAL_ADDRESS',
            local: false,
            tls: false,
        });
        assert.equal(target({ TEMPORAL_ADDRESS: '[::1]' }).address, '[::1]:7233');
        assert.equal(target({ TEMPORAL_ADDRESS: '[::1]:7300' }).address, '[::1]:7300');
    });
    it('reads a profile: an API key turns TLS on, and the environment goes before the file', () => {
        const cloud = target({ TEMPORAL_CONFIG_FILE: file, TEMPORAL_PROFILE: 'cloud' });
        assert.equal(cloud.address, 'eu-west-1.aws.api.temporal.io:7233');
        assert.equal(cloud.namespace, 'data.a1b2c');
        assert.equal(cloud.apiKey, 'a-key');
        assert.equal(cloud.tls, true);
        assert.equal(cloud.namedBy, `profile cloud of ${file}`);
        assert.equal(externalUiUrl(cloud), 'https://cloud.temporal.io');
        const moved = target({ TEMPORAL_CONFIG_FILE: file, TEMPORAL_PROFILE: 'cloud', TEMPORAL_NAMESPACE: 'other' });
        assert.equal(moved.namespace, 'other');
        assert.equal(target({ TEMPORAL_CONFIG_FILE: file }).address, 'temporal.example:7233');
        assert.equal(externalUiUrl(target({ TEMPORAL_CONFIG_FILE: file })), undefined);
    });
    it('reads a client certificate', () => {
        const { tls } = target({ TEMPORAL_CONFIG_FILE: file, TEMPORAL_PROFILE: 'mutual' });
        assert.ok(typeof tls === 'object');
        assert.equal(tls.serverNameOverride, 'inside.example');
        assert.equal(Buffer.from(tls.clientCertPair?.crt ?? '').toString(), 'certificate');
        assert.equal(Buffer.from(tls.clientCertPair?.key ?? '').toString(), 'key');
    });
    it('names what is wrong', async () => {
        const profile = (name) => ({ TEMPORAL_CONFIG_FILE: file, TEMPORAL_PROFILE: name });
        refuses({ TEMPORAL_CONFIG_FILE: '/absent.toml' }, 'TEMPORAL_CONFIG_FILE', /no file \/absent.toml/);
        refuses(profile('prod'), `profile prod of ${file}`, /Profile 'prod' not found/);
        refuses(profile('nowhere'), `profile nowhere of ${file}`, /no address/);
        refuses(profile('half'), `profile half of ${file}`, /certificate and its key/);
        refuses(profile('absent-key'), `profile absent-key of ${file}`, /\/absent\/certificate/);
        for (const address of ['http://localhost:7233', 'localhost:port', 'a b:1', ':7233', 'localhost:7233/x']) {
            refuses({ TEMPORAL_ADDRESS: address }, 'TEMPORAL_ADDRESS', /host:port/);
        }
        const broken = join(folder, 'broken.toml');
        await writeFile(broken, '[profile.default\naddress = 1');
        refuses({ TEMPORAL_CONFIG_FILE: broken }, `profile default of ${broken}`, /TOML/);
    });
});
//# sourceMappingURL=settings.test.js.map