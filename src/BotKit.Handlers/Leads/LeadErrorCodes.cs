namespace BotKit.Handlers;

/// <summary>The error codes that the lead bot gives, beside those of BotKit itself.</summary>
public static class LeadErrorCodes
{
    /// <summary>The file has no rows that can be read: it is empty, or its header is not one.</summary>
    public const string RowsUnreadable = "rows_unreadable";

    /// <summary>The file has no column of a name that the input gives, or none that the operation could work on.</summary>
    public const string ColumnUnknown = "column_unknown";

    /// <summary>The file has more rows than the operation may hold.</summary>
    public const string TooManyRows = "too_many_rows";

    /// <summary>The file has too few rows, or too few of one outcome, to learn from.</summary>
    public const string TooFewRows = "too_few_rows";

    /// <summary>The target column is not an outcome with two values.</summary>
    public const string TargetUnusable = "target_unusable";

    /// <summary>No column is left to learn from.</summary>
    public const string NoFeatures = "no_features";

    /// <summary>There is no model of that name, or not that version of it.</summary>
    public const string ModelUnknown = "model_unknown";

    /// <summary>The kept model cannot be read: it is damaged, or of a newer version of BotKit.</summary>
    public const string ModelUnreadable = "model_unreadable";

    /// <summary>Another run changed the same model or routing plan at the same time. Trying again may help.</summary>
    public const string LeadsBusy = "leads_busy";

    /// <summary>The undo file does not belong to the file of leads.</summary>
    public const string UndoMismatch = "undo_mismatch";
}
