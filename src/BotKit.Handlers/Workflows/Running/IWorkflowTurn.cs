namespace BotKit.Handlers.Workflows;

/// <summary>A run that is at work in this process, for those who have news for it.</summary>
internal interface IWorkflowTurn
{
    /// <summary>There is a signal, a pause or its end in the store.</summary>
    void Nudge();
}
