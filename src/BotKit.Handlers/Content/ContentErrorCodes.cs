namespace BotKit.Handlers;

/// <summary>The error codes that the content bot gives, beside those of BotKit itself.</summary>
public static class ContentErrorCodes
{
    /// <summary>There is no voice of that name.</summary>
    public const string VoiceUnknown = "voice_unknown";

    /// <summary>The voice has no link of that name, or the brief names a link and no voice.</summary>
    public const string LinkUnknown = "link_unknown";

    /// <summary>There is no template of that name, or none for that kind and language.</summary>
    public const string TemplateUnknown = "template_unknown";

    /// <summary>The template is not one, or fails on this data.</summary>
    public const string TemplateInvalid = "template_invalid";

    /// <summary>The template used up its time, steps, memory or output.</summary>
    public const string TemplateLimit = "template_limit";

    /// <summary>The text is nested too deeply, or has too many brackets, to be made into HTML.</summary>
    public const string TextUnusable = "text_unusable";

    /// <summary>The model cannot be reached, or its server failed. Trying again may help.</summary>
    public const string ModelUnavailable = "model_unavailable";

    /// <summary>The model's server takes no more requests for now. Trying again may help.</summary>
    public const string ModelBusy = "model_busy";

    /// <summary>The model's server refuses the request: a key, a right, the model's id.</summary>
    public const string ModelRefused = "model_refused";

    /// <summary>The model did not answer in time. Trying again may help.</summary>
    public const string ModelTimeout = "model_timeout";

    /// <summary>The model's answer was not what was asked for, and the repair was not either.</summary>
    public const string ModelOutputInvalid = "model_output_invalid";

    /// <summary>The budget of the run or of the day does not suffice.</summary>
    public const string BudgetSpent = "budget_spent";

    /// <summary>The budget does not suffice, and somebody may approve more: the same run with <c>approvedTokens</c>.</summary>
    public const string BudgetApproval = "budget_approval";

    /// <summary>Other runs changed the budget or the memory of pieces at the same time. Trying again may help.</summary>
    public const string ContentBusy = "content_busy";
}
