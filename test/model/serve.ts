import {startServer} from '../helpers/http-server.ts';
import type {AwinModel} from './awin.ts';

/** Serves a model on loopback for the duration of one test. Returns its base URL. */
export const serveModel = ({fetch}: AwinModel): Promise<string> =>
	startServer((request, response) => {
		const chunks: Uint8Array[] = [];
		const {method = 'GET', url = '/'} = request;
		request.on('data', (chunk: Uint8Array) => chunks.push(chunk));
		request.on('end', () => {
			const body = Buffer.concat(chunks).toString();
			const answered = fetch(`http://localhost${url}`, {method, ...(body !== '' && {body})});
			answered
				.then(async (answer) => {
					const bytes = new Uint8Array(await answer.arrayBuffer());
					response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(bytes);
				})
				.catch(() => response.destroy());
		});
	});
