using BotKit.Testing.Conformance;

namespace BotKit.Testing.Tests.Conformance;

/// <summary>The suite can fail: each fault is found by the case that is about it.</summary>
public sealed class BrokenStoreTests
{
    private static readonly Dictionary<string, Func<StorePorts, StorePorts>> Faults = new()
    {
        [nameof(BrokenStores.IgnoringTheFence)] = BrokenStores.IgnoringTheFence,
        [nameof(BrokenStores.LosingAnEnqueue)] = BrokenStores.LosingAnEnqueue,
        [nameof(BrokenStores.DoublingAClaim)] = BrokenStores.DoublingAClaim,
        [nameof(BrokenStores.AcceptingPartOfABatch)] = BrokenStores.AcceptingPartOfABatch,
        [nameof(BrokenStores.ForgettingKeys)] = BrokenStores.ForgettingKeys,
        [nameof(BrokenStores.StartingEarly)] = BrokenStores.StartingEarly,
        [nameof(BrokenStores.WithoutPriorities)] = BrokenStores.WithoutPriorities,
        [nameof(BrokenStores.WithoutLimits)] = BrokenStores.WithoutLimits,
        [nameof(BrokenStores.ReadingAnyPayload)] = BrokenStores.ReadingAnyPayload,
        [nameof(BrokenStores.TakingAnyLostRun)] = BrokenStores.TakingAnyLostRun,
        [nameof(BrokenStores.NotCountingRedeliveries)] = BrokenStores.NotCountingRedeliveries,
        [nameof(BrokenStores.ShowingNoOpenRuns)] = BrokenStores.ShowingNoOpenRuns,
        [nameof(BrokenStores.ForgettingOccurrences)] = BrokenStores.ForgettingOccurrences,
        [nameof(BrokenStores.FiringAnybodysSchedules)] = BrokenStores.FiringAnybodysSchedules,
        [nameof(BrokenStores.FiringTwice)] = BrokenStores.FiringTwice,
        [nameof(BrokenStores.SleepingTooDeeply)] = BrokenStores.SleepingTooDeeply,
        [nameof(BrokenStores.SleepingThroughWakes)] = BrokenStores.SleepingThroughWakes,
        [nameof(BrokenStores.IgnoringTheBeat)] = BrokenStores.IgnoringTheBeat,
        [nameof(BrokenStores.RevivingTheLost)] = BrokenStores.RevivingTheLost,
        [nameof(BrokenStores.OverwritingState)] = BrokenStores.OverwritingState,
        [nameof(BrokenStores.CountingTwice)] = BrokenStores.CountingTwice,
        [nameof(BrokenStores.RepeatingARowBetweenPages)] = BrokenStores.RepeatingARowBetweenPages,
    };

    [Theory]
    [InlineData(nameof(BrokenStores.SleepingThroughWakes), "Wake_RacingYields_IsNeverLost")]
    [InlineData(nameof(BrokenStores.IgnoringTheFence), "Fence_Stale_EndChangesNothing")]
    [InlineData(nameof(BrokenStores.IgnoringTheFence), "Conservation_UnderRandomOperations_LosesAndDoublesNothing")]
    [InlineData(nameof(BrokenStores.LosingAnEnqueue), "Conservation_UnderRandomOperations_LosesAndDoublesNothing")]
    [InlineData(nameof(BrokenStores.DoublingAClaim), "Claim_InParallel_HandsEachRunOutOnce")]
    [InlineData(nameof(BrokenStores.DoublingAClaim), "Conservation_UnderRandomOperations_LosesAndDoublesNothing")]
    [InlineData(nameof(BrokenStores.AcceptingPartOfABatch), "Enqueue_BatchWithOneRefused_AcceptsNone")]
    [InlineData(nameof(BrokenStores.ForgettingKeys), "Key_HeldBySameInput_Joins")]
    [InlineData(nameof(BrokenStores.ForgettingKeys), "Key_SubmittedInParallel_GivesOneRun")]
    [InlineData(nameof(BrokenStores.ShowingNoOpenRuns), "View_RunThroughItsLife_IsOpenUntilItEnds")]
    [InlineData(nameof(BrokenStores.ForgettingOccurrences), "Fire_Due_QueuesARunAndGoesOn")]
    [InlineData(nameof(BrokenStores.ForgettingOccurrences), "Fire_Step_IsVisibleAsAWhole")]
    [InlineData(nameof(BrokenStores.FiringAnybodysSchedules), "Fire_OfOtherBots_IsLeftAlone")]
    [InlineData(nameof(BrokenStores.FiringAnybodysSchedules), "Fire_Except_IsLeftToOthers")]
    [InlineData(nameof(BrokenStores.FiringTwice), "Fire_Many_FiresEachOnce")]
    [InlineData(nameof(BrokenStores.StartingEarly), "Due_MillisecondBefore_HandsOutNothing")]
    [InlineData(nameof(BrokenStores.WithoutPriorities), "Order_Priorities_MostUrgentFirst")]
    [InlineData(nameof(BrokenStores.WithoutLimits), "Limit_Reached_HandsOutNoMore")]
    [InlineData(nameof(BrokenStores.ReadingAnyPayload), "Claim_NewerPayload_StaysParkedAndVisible")]
    [InlineData(nameof(BrokenStores.TakingAnyLostRun), "Recover_RunLostBefore_IsTakenOnlyByWhoTakesLost")]
    [InlineData(nameof(BrokenStores.NotCountingRedeliveries), "Release_RetryLater_CountsARedelivery")]
    [InlineData(nameof(BrokenStores.SleepingTooDeeply), "Wait_RunAccepted_WakesUp")]
    [InlineData(nameof(BrokenStores.IgnoringTheBeat), "Beat_SinceItWasSeen_ProtectsFromRecovery")]
    [InlineData(nameof(BrokenStores.RevivingTheLost), "Beat_AfterItsLeaseWasTaken_IsNeverAcceptedAgain")]
    [InlineData(nameof(BrokenStores.OverwritingState), "State_OlderVersion_IsRefused")]
    [InlineData(nameof(BrokenStores.CountingTwice), "Rollup_OfEndedRuns_EqualsTheRows")]
    [InlineData(nameof(BrokenStores.RepeatingARowBetweenPages), "List_PagesWhileRowsAreAdded_MissNoneAndRepeatNone")]
    public async Task Suite_StoreWithAFault_Fails(string fault, string name)
    {
        await using var store = new InMemoryStore(Faults[fault]);

        var run = () => StoreConformance.RunAsync(name, store, TestContext.Current.CancellationToken);

        await run.Should().ThrowAsync<ConformanceException>();
    }

    [Fact]
    public async Task Suite_RandomOperationsFail_TellsTheSeedThatReplaysThem()
    {
        await using var store = new InMemoryStore(BrokenStores.IgnoringTheFence) { Seed = 4711 };

        var run = () => StoreConformance.RunAsync("Conservation_UnderRandomOperations_LosesAndDoublesNothing", store, TestContext.Current.CancellationToken);

        await run.Should().ThrowAsync<ConformanceException>().WithMessage("*Seed 4711*");
    }

    [Fact]
    public void Cases_Names_AreUniqueAndTellTheStory()
        => StoreConformance.Cases.Select(each => each.Name).Should().OnlyHaveUniqueItems().And.OnlyContain(name => name.Contains('_'));

    [Fact]
    public async Task RunAsync_StoreLacksAnAbility_Throws()
    {
        await using var store = new InMemoryStore();

        var run = () => StoreConformance.RunAsync("Reopen_AcceptedRuns_AreThere", store, TestContext.Current.CancellationToken);

        await run.Should().ThrowAsync<ArgumentException>().WithMessage("*Reopen*");
    }

    [Fact]
    public async Task RunAsync_UnknownCase_Throws()
    {
        await using var store = new InMemoryStore();

        var run = () => StoreConformance.RunAsync("Nothing_Like_This", store, TestContext.Current.CancellationToken);

        await run.Should().ThrowAsync<ArgumentException>();
    }
}
