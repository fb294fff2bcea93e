/** Where the page of a subject is. Modules register their own, so that flow, search and home can link to all. */
type Href = (id: string) => string

const pages = new Map<string, Href>()

/** `goods_receipt`, `inventory.goods_receipt` and `goods-receipt` are one type: `goods_receipt`. */
export function documentType(name: string): string {
  return (name.split('.').at(-1) ?? name).replaceAll('-', '_')
}

export function registerDocuments(links: Record<string, Href>): void {
  for (const [type, href] of Object.entries(links)) pages.set(documentType(type), href)
}

export function documentHref(type: string, id: string): string | null {
  return pages.get(documentType(type))?.(id) ?? null
}

/** The list in which the pages of a type stand: their address without the id. */
export function listHref(type: string): string | null {
  return documentHref(type, '')?.replace(/\/$/, '') ?? null
}
