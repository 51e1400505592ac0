import activity from '@lucide/svelte/icons/activity?shapes';
import arrowDown from '@lucide/svelte/icons/arrow-down?shapes';
import arrowDownToLine from '@lucide/svelte/icons/arrow-down-to-line?shapes';
import arrowDownWideNarrow from '@lucide/svelte/icons/arrow-down-wide-narrow?shapes';
import arrowUp from '@lucide/svelte/icons/arrow-up?shapes';
import arrowUpToLine from '@lucide/svelte/icons/arrow-up-to-line?shapes';
import ban from '@lucide/svelte/icons/ban?shapes';
import bell from '@lucide/svelte/icons/bell?shapes';
import bookmark from '@lucide/svelte/icons/bookmark?shapes';
import chartColumn from '@lucide/svelte/icons/chart-column?shapes';
import check from '@lucide/svelte/icons/check?shapes';
import chevronDown from '@lucide/svelte/icons/chevron-down?shapes';
import chevronRight from '@lucide/svelte/icons/chevron-right?shapes';
import chevronsDown from '@lucide/svelte/icons/chevrons-down?shapes';
import chevronsUp from '@lucide/svelte/icons/chevrons-up?shapes';
import circleAlert from '@lucide/svelte/icons/circle-alert?shapes';
import clock from '@lucide/svelte/icons/clock?shapes';
import copy from '@lucide/svelte/icons/copy?shapes';
import download from '@lucide/svelte/icons/download?shapes';
import ellipsis from '@lucide/svelte/icons/ellipsis?shapes';
import file from '@lucide/svelte/icons/file?shapes';
import fileArchive from '@lucide/svelte/icons/file-archive?shapes';
import fileAudio from '@lucide/svelte/icons/file-audio?shapes';
import fileOutput from '@lucide/svelte/icons/file-output?shapes';
import filePlus from '@lucide/svelte/icons/file-plus?shapes';
import fileText from '@lucide/svelte/icons/file-text?shapes';
import fileVideo from '@lucide/svelte/icons/file-video?shapes';
import folder from '@lucide/svelte/icons/folder?shapes';
import folderInput from '@lucide/svelte/icons/folder-input?shapes';
import folderOpen from '@lucide/svelte/icons/folder-open?shapes';
import folderOutput from '@lucide/svelte/icons/folder-output?shapes';
import gauge from '@lucide/svelte/icons/gauge?shapes';
import globe from '@lucide/svelte/icons/globe?shapes';
import hardDrive from '@lucide/svelte/icons/hard-drive?shapes';
import hash from '@lucide/svelte/icons/hash?shapes';
import history from '@lucide/svelte/icons/history?shapes';
import image from '@lucide/svelte/icons/image?shapes';
import info from '@lucide/svelte/icons/info?shapes';
import library from '@lucide/svelte/icons/library?shapes';
import link from '@lucide/svelte/icons/link?shapes';
import listOrdered from '@lucide/svelte/icons/list-ordered?shapes';
import lock from '@lucide/svelte/icons/lock?shapes';
import logOut from '@lucide/svelte/icons/log-out?shapes';
import magnet from '@lucide/svelte/icons/magnet?shapes';
import minus from '@lucide/svelte/icons/minus?shapes';
import monitor from '@lucide/svelte/icons/monitor?shapes';
import network from '@lucide/svelte/icons/network?shapes';
import palette from '@lucide/svelte/icons/palette?shapes';
import panelBottom from '@lucide/svelte/icons/panel-bottom?shapes';
import panelRight from '@lucide/svelte/icons/panel-right?shapes';
import pause from '@lucide/svelte/icons/pause?shapes';
import pencil from '@lucide/svelte/icons/pencil?shapes';
import play from '@lucide/svelte/icons/play?shapes';
import plus from '@lucide/svelte/icons/plus?shapes';
import radar from '@lucide/svelte/icons/radar?shapes';
import refreshCw from '@lucide/svelte/icons/refresh-cw?shapes';
import rotateCcw from '@lucide/svelte/icons/rotate-ccw?shapes';
import rows3 from '@lucide/svelte/icons/rows-3?shapes';
import scanLine from '@lucide/svelte/icons/scan-line?shapes';
import search from '@lucide/svelte/icons/search?shapes';
import settings from '@lucide/svelte/icons/settings?shapes';
import shieldCheck from '@lucide/svelte/icons/shield-check?shapes';
import slidersHorizontal from '@lucide/svelte/icons/sliders-horizontal?shapes';
import sprout from '@lucide/svelte/icons/sprout?shapes';
import square from '@lucide/svelte/icons/square?shapes';
import squareChevronRight from '@lucide/svelte/icons/square-chevron-right?shapes';
import subtitles from '@lucide/svelte/icons/subtitles?shapes';
import table2 from '@lucide/svelte/icons/table-2?shapes';
import textCursorInput from '@lucide/svelte/icons/text-cursor-input?shapes';
import trash2 from '@lucide/svelte/icons/trash-2?shapes';
import triangleAlert from '@lucide/svelte/icons/triangle-alert?shapes';
import undo2 from '@lucide/svelte/icons/undo-2?shapes';
import unfoldHorizontal from '@lucide/svelte/icons/unfold-horizontal?shapes';
import unplug from '@lucide/svelte/icons/unplug?shapes';
import userX from '@lucide/svelte/icons/user-x?shapes';
import users from '@lucide/svelte/icons/users?shapes';
import wifiOff from '@lucide/svelte/icons/wifi-off?shapes';
import x from '@lucide/svelte/icons/x?shapes';
import zap from '@lucide/svelte/icons/zap?shapes';

/** The shapes of the program's pictograms, by Lucide's own names. A name not listed here is not in the bundle. */
export const icons = {
  activity,
  'arrow-down': arrowDown,
  'arrow-down-to-line': arrowDownToLine,
  'arrow-down-wide-narrow': arrowDownWideNarrow,
  'arrow-up': arrowUp,
  'arrow-up-to-line': arrowUpToLine,
  ban,
  bell,
  bookmark,
  'chart-column': chartColumn,
  check,
  'chevron-down': chevronDown,
  'chevron-right': chevronRight,
  'chevrons-down': chevronsDown,
  'chevrons-up': chevronsUp,
  'circle-alert': circleAlert,
  clock,
  copy,
  download,
  ellipsis,
  file,
  'file-archive': fileArchive,
  'file-audio': fileAudio,
  'file-output': fileOutput,
  'file-plus': filePlus,
  'file-text': fileText,
  'file-video': fileVideo,
  folder,
  'folder-input': folderInput,
  'folder-open': folderOpen,
  'folder-output': folderOutput,
  gauge,
  globe,
  'hard-drive': hardDrive,
  hash,
  history,
  image,
  info,
  library,
  link,
  'list-ordered': listOrdered,
  lock,
  'log-out': logOut,
  magnet,
  minus,
  monitor,
  network,
  palette,
  'panel-bottom': panelBottom,
  'panel-right': panelRight,
  pause,
  pencil,
  play,
  plus,
  radar,
  'refresh-cw': refreshCw,
  'rotate-ccw': rotateCcw,
  'rows-3': rows3,
  'scan-line': scanLine,
  search,
  settings,
  'shield-check': shieldCheck,
  'sliders-horizontal': slidersHorizontal,
  sprout,
  square,
  'square-chevron-right': squareChevronRight,
  subtitles,
  'table-2': table2,
  'text-cursor-input': textCursorInput,
  'trash-2': trash2,
  'triangle-alert': triangleAlert,
  'undo-2': undo2,
  'unfold-horizontal': unfoldHorizontal,
  unplug,
  'user-x': userX,
  users,
  'wifi-off': wifiOff,
  x,
  zap,
} satisfies Record<string, string>;

export type IconName = keyof typeof icons;

/** Drawn as filled shapes: an outline of these reads as two lines or a box. */
export const SOLID: ReadonlySet<IconName> = new Set<IconName>(['pause', 'play', 'square']);
