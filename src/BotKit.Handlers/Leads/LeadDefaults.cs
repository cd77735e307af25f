namespace BotKit.Handlers.Leads;

/// <summary>The defaults and limits of the lead bot, in one place.</summary>
internal static class LeadDefaults
{
    public const string Bot = "lead";

    /// <summary>Bad rows that a result lists.</summary>
    public const int MaxBadRowsTold = 100;

    public const int MaxTrainingRows = 200_000;
    public const int MaxDeduplicationRows = 200_000;
    public const int KeepModels = 10;
    public const string Model = "leads";
    public const int Folds = 5;
    public const int Seed = 1;
    public const int Reasons = 3;
    public const int MinTrainingRows = 200;
    public const int MinClassRows = 30;

    public const int MaxNameLength = 64;
    public const int MaxColumnLength = 200;
    public const int MaxColumns = 500;
}
