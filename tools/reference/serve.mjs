import {readFile} from 'node:fs/promises';
import {extname, join} from 'node:path';
import {listen} from '../listen.mjs';
import {site} from './paths.mjs';

const types = {
	'.css': 'text/css',
	'.html': 'text/html; charset=utf-8',
	'.js': 'text/javascript',
	'.svg': 'image/svg+xml',
};

const typeOf = (path) => types[extname(path)] ?? 'text/plain; charset=utf-8';

/** Serves the site on a free port of loopback. */
export const serve = () =>
	listen(async (request, response) => {
		/* A URL resolves `..` itself, so that no path leads out of the folder. */
		const {pathname} = new URL(request.url, 'http://localhost');
		const path = join(site, decodeURIComponent(pathname.replace(/\/$/, '/index.html')));
		try {
			const content = await readFile(path);
			response.writeHead(200, {'content-type': typeOf(path)}).end(content);
		} catch {
			response.writeHead(404).end();
		}
	});
