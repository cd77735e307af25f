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

    /// <summary>How often the run went on from here to which state, by its place in the definition.</summary>
    public SortedDictionary<int, long> Ways { get; } = [];

    /// <summary>Adds what a branch counted.</summary>
    public void Add(StepTally other)
    {
        Entries += other.Entries;
        Retries += other.Retries;
        SpentMs += other.SpentMs;
        foreach (var (to, count) in other.Ways)
        {
            Ways[to] = Ways.GetValueOrDefault(to) + count;
        }

        if (other.EnteredMs >= EnteredMs)
        {
            (State, EnteredMs, Error, Input, Output) = (other.State, other.EnteredMs, other.Error, other.Input, other.Output);
        }
    }
}
