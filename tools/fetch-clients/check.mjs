/* Makes five kinds of calls with each client that takes a `fetch`, through `client.fetch` and through native `fetch`. */
import {createAwinClient} from '../../src/index.ts';
import {clients} from './clients.mjs';
import {startApi} from './server.mjs';

const api = await startApi();
const release = () => fetch(`${api.url}/release`);
/* With the defaults, but for the quota, which would make the calls wait. */
const awin = createAwinClient({token: 'own-token', baseUrl: api.url, quota: {calls: 1000}});

let failed = 0;
/* Native `fetch` shows that a check is right. */
for (const [way, send] of Object.entries({'native fetch': fetch, 'client.fetch': awin.fetch})) {
	let passed = 0;
	for (const [name, make] of Object.entries(clients)) {
		for (const [call, run] of Object.entries(make(send, api.url, release))) {
			try {
				await run();
				passed += 1;
			} catch (error) {
				failed += 1;
				console.error(`${way}, ${name}, ${call}: ${error.stack}`);
			}
		}
	}
	console.log(`${way}: ${passed} calls of ${Object.keys(clients).length} clients passed`);
}
api.close();
process.exitCode = failed === 0 ? 0 : 1;
