/*
 * Runs in a separate process with a shared store. Makes GETs and prints one JSON line per result.
 * Arguments: the base URL, the file of the store, the number of GETs, and their Cache-Control.
 */
import {createAwinClient, keyvStore} from '../../src/index.ts';
import {sqliteKeyv} from './sqlite-keyv.ts';

const [baseUrl = '', file = '', count = '1', cacheControl = 'max-age=60'] = process.argv.slice(2);
const client = createAwinClient({
	token: 'shared-token',
	baseUrl,
	quota: false,
	cache: keyvStore(sqliteKeyv(file)),
});

for (let call = 0; call < Number(count); call++) {
	const result = await client.get<string>('/shared', {headers: {'cache-control': cacheControl}});
	const {kind, data, meta} = result;
	console.log(JSON.stringify({kind, data, cache: meta.cache, etag: meta.headers.get('etag')}));
}
