namespace BotKit.Handlers.Workflows;

/// <summary>What became of one state so far, for the graph.</summary>
internal sealed class StepTally
{
    public long Entries { get; set; }

    public long Retries { get; set; }

    public long SpentMs { get; set; }

    public StepState State { get; set; }

    public long EnteredMs { get; set; }

    public string? Error { get; set; }

    /// <summary>The masked and shortened input of the latest time.</summary>
    public string? Input { get; set; }

    public string? Output { get; set; }

    /// <summary>Adds what a branch counted.</summary>
    public void Add(StepTally other)
    {
        Entries += other.Entries;
        Retries += other.Retries;
        SpentMs += other.SpentMs;
        if (other.EnteredMs >= EnteredMs)
        {
            (State, EnteredMs, Error, Input, Output) = (other.State, other.EnteredMs, other.Error, other.Input, other.Output);
        }
    }
}
