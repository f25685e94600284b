/*
 * What the mocks use of MSW. It is imported here only, so that a compiler that does not find it says so once.
 * MSW is an optional peer dependency: `npm install --save-dev msw`.
 */
export {http, type HttpHandler, type HttpResponseResolver} from 'msw';
