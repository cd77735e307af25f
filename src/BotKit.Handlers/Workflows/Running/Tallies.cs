namespace BotKit.Handlers.Workflows;

/// <summary>Keeps what became of each state up to date.</summary>
internal static class Tallies
{
    public static StepTally Of(Frame frame)
    {
        var index = frame.State.Index;
        if (!frame.Tally.TryGetValue(index, out var tally))
        {
            frame.Tally[index] = tally = new StepTally();
        }

        return tally;
    }

    public static void Leave(WorkflowRun run, Frame frame, StepState state, FrameData? output, string? error)
    {
        var tally = Of(frame);
        tally.SpentMs += Math.Max(0, (long)(run.Now - frame.EnteredAt).TotalMilliseconds);
        tally.State = state;
        tally.Output = output is null ? null : run.Services.Mask.Show(output);
        tally.Error = error;
    }

    /// <summary>Adds what a branch counted to the frame around it.</summary>
    public static void Add(Frame frame, Frame branch)
    {
        foreach (var (index, tally) in branch.Tally)
        {
            if (frame.Tally.TryGetValue(index, out var known))
            {
                known.Add(tally);
            }
            else
            {
                frame.Tally[index] = tally;
            }
        }
    }
}
