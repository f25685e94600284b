/** What a page says of the pages of its question. */
export type PageTotals = {
	/** How many rows all pages have. */
	readonly total: number | undefined;
	/** The number of the last page. */
	readonly lastPage: number | undefined;
};

/** What is known of the pages of a question. */
export type Paging = PageTotals & {
	/** The number of the page to ask for. */
	readonly page: number;
	/** How many rows the pages before had. */
	readonly received: number;
	/** How many pages before were empty, in a row. */
	readonly empty: number;
};

/** The first page. */
export const firstPage: Paging = {
	page: 1,
	received: 0,
	empty: 0,
	total: undefined,
	lastPage: undefined,
};

/** How many empty pages in a row end a list before its last page: fewer can be an outage. */
const maxEmpty = 10;

/** How many do after its last page, or if nothing says where that is: short pages can push rows there. */
const maxEmptyAtEnd = 2;

/** Adds a page to what is known. An empty page can be an outage, so its total does not count unless it is the first. */
export const afterPage = (paging: Paging, rows: number, totals: PageTotals): Paging => {
	const counts = rows > 0 || paging.page === 1;
	const lastPage = Math.max(totals.lastPage ?? 0, paging.lastPage ?? 0);
	return {
		page: paging.page + 1,
		received: paging.received + rows,
		empty: rows > 0 ? 0 : paging.empty + 1,
		total: counts ? (totals.total ?? paging.total) : paging.total,
		lastPage: lastPage === 0 ? undefined : lastPage,
	};
};

/** Whether there is a page to ask for: until all rows came, or no more come. */
export const hasMore = ({page, received, empty, total, lastPage}: Paging): boolean => {
	if (total !== undefined) {
		if (received >= total) return false;
	} else if (lastPage !== undefined) {
		return page <= lastPage;
	}
	return empty < (page <= (lastPage ?? 0) ? maxEmpty : maxEmptyAtEnd);
};

/** Whether fewer rows came than Awin has said. */
export const isIncomplete = (paging: Paging): paging is Paging & {readonly total: number} =>
	paging.total !== undefined && paging.received < paging.total;

/** Reads a number of rows or pages, which may come as a text. */
export const countOf = (value: unknown): number | undefined => {
	const count = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
	return typeof count === 'number' && Number.isSafeInteger(count) && count >= 0 ? count : undefined;
};

/** The number of the last page. `undefined` if the total or the size is unknown. */
export const lastPageOf = (total: number | undefined, pageSize: unknown): number | undefined => {
	const size = countOf(pageSize);
	return total === undefined || size === undefined || size === 0
		? undefined
		: Math.ceil(total / size);
};
