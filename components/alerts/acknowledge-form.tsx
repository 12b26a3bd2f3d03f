import { useTranslations } from "next-intl";
import type { FormAction } from "#components/ui/action-result.ts";
import { CommentForm } from "#components/ui/comment-form.tsx";

type AcknowledgeFormProps = {
  readonly alertId: string;
  readonly title: string;
  readonly action: FormAction<{ readonly alertId: string }>;
};

/** Closed until wanted: the comment that is being written must not hide the next alert. */
export function AcknowledgeForm({ alertId, title, action }: AcknowledgeFormProps) {
  const t = useTranslations("alerts");
  const texts = { label: t("comment"), hint: t("commentHint"), do: t("do"), working: t("working") };
  return (
    <details>
      <summary aria-label={t("acknowledgeWhich", { title })}>{t("acknowledge")}</summary>
      <CommentForm action={action} hidden={{ alertId }} name="comment" texts={texts} look="btn" />
    </details>
  );
}
