namespace BotKit.Handlers;

/// <summary>Asks for merges to be taken back; the answer is a <see cref="LeadUnmerge"/>. The file is one that leads were merged into, as it was or with more columns.</summary>
public sealed record LeadUnmergeInput : LeadInput
{
    /// <summary>The id of the undo list that came with it.</summary>
    public required string UndoFile { get; init; }

    /// <summary>The numbers of the groups to take back; 1 to 10,000 of them. Default all.</summary>
    public IReadOnlyList<int>? Groups { get; init; }
}
