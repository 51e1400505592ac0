/** The markup of an icon's shapes; see `icon-shapes.ts`. */
declare module '*?shapes' {
  const shapes: string;
  export default shapes;
}
