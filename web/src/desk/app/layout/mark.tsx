/** The product's sign: three layers of one stock. */
export function Mark({ size }: { size: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="7" fill="#0e7490" />
      <g fill="none" stroke="#fff" strokeWidth="2.4" strokeLinejoin="round">
        <path d="M16 6 26 11 16 16 6 11Z" />
        <path d="m6 16 10 5 10-5" />
        <path d="m6 21 10 5 10-5" />
      </g>
    </svg>
  )
}
