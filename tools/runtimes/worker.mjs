/* Runs the smoke tests in a worker on workerd. The body of the request is the URL of the server. */
import * as sdk from '../../dist/src/index.js';
import {smoke} from './smoke.mjs';

export default {
	async fetch(request) {
		return Response.json(await smoke(sdk, await request.text()));
	},
};
