namespace BotKit.Scheduling.Work;

/// <summary>How the queue's worker is at this moment.</summary>
/// <param name="IsRunning">It was started, and does not stop.</param>
/// <param name="IsLoopDown">Its loop failed and was not started again yet.</param>
/// <param name="IsStoreAway">The store did not answer the last time.</param>
/// <param name="IsHeld">The node holds its lease.</param>
/// <param name="Overdue">Runs whose code executes although they have their outcome.</param>
/// <param name="Unwritten">Results that the store could not take yet.</param>
internal readonly record struct QueueCondition(bool IsRunning, bool IsLoopDown, bool IsStoreAway, bool IsHeld, int Overdue, int Unwritten);
