import icon from '#renderer/icon.svg';

export function AppIcon({ size }: { readonly size: number }) {
  return <img src={icon} alt="" width={size} height={size} />;
}
