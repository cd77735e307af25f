using BotKit.Handlers.Workflows;

namespace BotKit.Handlers.Tests.Workflows;

/// <summary>Amazon States Language, "Errors": Retry, Catch, timeouts, and which names match what.</summary>
public sealed class ErrorTests
{
    private readonly SteppingClock _clock = new();

    [Theory]
    [InlineData("boom", "States.ALL", true)]
    [InlineData("boom", "States.TaskFailed", true)]
    [InlineData("boom", "boom", true)]
    [InlineData("boom", "other", false)]
    [InlineData("States.Timeout", "States.TaskFailed", false)]
    [InlineData("States.Timeout", "States.ALL", true)]
    [InlineData("States.HeartbeatTimeout", "States.Timeout", true)]
    [InlineData("States.Runtime", "States.ALL", false)]
    [InlineData("States.Runtime", "States.TaskFailed", false)]
    [InlineData("States.Runtime", "States.Runtime", true)]
    [InlineData("States.DataLimitExceeded", "States.ALL", false)]
    [InlineData(null, "States.ALL", true)]
    public void Matches_ErrorName_AsAppendixASays(string? error, string name, bool expected) => ErrorMatch.Matches([name], error, isTask: true).Should().Be(expected);

    [Theory]
    [InlineData(1, 2, null, 0, 1)]
    [InlineData(3, 2, null, 0, 3)]
    [InlineData(3, 2, null, 1, 6)]
    [InlineData(3, 2, null, 2, 12)]
    [InlineData(3, 1.5, null, 2, 6.75)]
    [InlineData(3, 2, 8, 2, 8)]
    public void DelayOf_Try_GrowsByTheRateUpToTheMost(int interval, double rate, int? most, int tries, double seconds)
        => new Retrier { ErrorEquals = ["x"], IntervalSeconds = interval, BackoffRate = rate, MaxDelaySeconds = most }.DelayOf(tries, .5).TotalSeconds.Should().Be(seconds);

    [Fact]
    public void DelayOf_FullJitter_LiesBetweenNothingAndTheWholeDelay()
        => new Retrier { ErrorEquals = ["x"], IntervalSeconds = 4, HasFullJitter = true }.DelayOf(1, .25).TotalSeconds.Should().Be(2);

    [Fact]
    public async Task Retry_ErrorThatPasses_IsTriedAgainAfterItsDelays()
    {
        await using var host = WorkflowHost.Of(
            """
            {"StartAt":"A","States":{"A":{"Type":"Task","Resource":"bot:echo","Parameters":{"name":"n","fail":"boom","failTimes":2,"value.$":"$$.State.RetryCount"},
              "Retry":[{"ErrorEquals":["other"]},{"ErrorEquals":["boom"],"IntervalSeconds":10,"MaxAttempts":2}],"End":true}}}
            """,
            clock: _clock);
        var start = _clock.GetUtcNow();
        var end = await _clock.RunAsync(host.RunAsync());
        end.Output!["value"]!.ToJsonString().Should().Be("2");
        host.Calls.Names.Should().HaveCount(3);
        (_clock.GetUtcNow() - start).TotalSeconds.Should().BeGreaterThanOrEqualTo(30, "10 s and 20 s lie between the tries");
    }

    [Theory]
    [InlineData("""[{"ErrorEquals":["boom"],"MaxAttempts":0}]""", 1)]
    [InlineData("""[{"ErrorEquals":["boom"],"MaxAttempts":1}]""", 2)]
    [InlineData("""[{"ErrorEquals":["States.ALL"]}]""", 4)]
    [InlineData("""[{"ErrorEquals":["boom"],"MaxAttempts":1},{"ErrorEquals":["States.ALL"],"MaxAttempts":9}]""", 2)]
    public async Task Retry_ErrorThatStays_EndsAfterTheAttempts(string retry, int calls)
    {
        await using var host = WorkflowHost.Of(
            """{"StartAt":"A","States":{"A":{"Type":"Task","Resource":"bot:echo","Parameters":{"name":"n","fail":"boom"},"Retry":""" + retry + ""","End":true}}}""", clock: _clock);
        (await _clock.RunAsync(host.RunAsync())).Error.Should().Be("boom");
        host.Calls.Names.Should().HaveCount(calls);
    }

    [Theory]
    [InlineData("""[{"ErrorEquals":["boom"],"Next":"B"}]""", """{"Error":"boom","Cause":"n failed."}""")]
    [InlineData("""[{"ErrorEquals":["other"],"Next":"C"},{"ErrorEquals":["States.ALL"],"ResultPath":"$.e","Next":"B"}]""", """{"in":1,"e":{"Error":"boom","Cause":"n failed."}}""")]
    [InlineData("""[{"ErrorEquals":["States.TaskFailed"],"ResultPath":null,"Next":"B"},{"ErrorEquals":["x"],"Next":"C"}]""", """{"in":1}""")]
    public async Task Catch_Error_GoesOnWhereItSays(string catchers, string expected)
    {
        var other = catchers.Contains("\"C\"", StringComparison.Ordinal) ? ",\"C\":{\"Type\":\"Fail\"}" : string.Empty;
        await using var host = WorkflowHost.Of(
            """{"StartAt":"A","States":{"A":{"Type":"Task","Resource":"bot:echo","Parameters":{"name":"n","fail":"boom"},"Catch":""" + catchers
            + ""","End":true},"B":{"Type":"Succeed"}""" + other + "}}");
        (await host.RunAsync("""{"in":1}""")).OutputText.Should().Be(expected);
    }

    [Theory]
    [InlineData("\"TimeoutSeconds\":5", "States.Timeout")]
    [InlineData("\"TimeoutSecondsPath\":\"$.t\"", "States.Timeout")]
    [InlineData("\"TimeoutSeconds\":500,\"HeartbeatSeconds\":5", "States.HeartbeatTimeout")]
    public async Task Timeout_TaskThatTakesLonger_FailsByItsName(string limit, string error)
    {
        await using var host = WorkflowHost.Of(
            """{"StartAt":"A","States":{"A":{"Type":"Task","Resource":"bot:echo","Parameters":{"name":"n"},""" + limit + ""","End":true}}}""", clock: _clock);
        host.Calls.Hook = (_, _, token) => Task.Delay(TimeSpan.FromSeconds(60), _clock, token);
        (await _clock.RunAsync(host.RunAsync("""{"t":5}"""))).Error.Should().Be(error);
    }

    [Fact]
    public async Task Timeout_OfTheWholeWorkflow_EndsItPastEveryCatch()
    {
        await using var host = WorkflowHost.Of(
            """
            {"StartAt":"A","TimeoutSeconds":10,"States":{
              "A":{"Type":"Parallel","Branches":[{"StartAt":"W","States":{"W":{"Type":"Wait","Seconds":100,"End":true}}}],"Catch":[{"ErrorEquals":["States.ALL"],"Next":"B"}],"End":true},
              "B":{"Type":"Succeed"}}}
            """,
            clock: _clock);
        (await _clock.RunAsync(host.RunAsync())).Error.Should().Be("States.Timeout");
    }

    [Theory]
    [InlineData("\"TimeoutSeconds\":10,", "", """{"Type":"Wait","Seconds":100,"End":true}""")]
    [InlineData("", "\"TimeoutSeconds\":10,", """{"Type":"Wait","Seconds":100,"End":true}""")]
    [InlineData("\"TimeoutSeconds\":10,", "\"TimeoutSeconds\":50,", """{"Type":"Task","Resource":"bot:echo","Parameters":{"name":"slow"},"Catch":[{"ErrorEquals":["States.ALL"],"Next":"C1"}],"End":true}""")]
    [InlineData("\"TimeoutSeconds\":10,", "", """{"Type":"Task","Resource":"signal:never","Catch":[{"ErrorEquals":["States.ALL"],"Next":"C1"}],"End":true}""")]
    [InlineData("\"TimeoutSeconds\":10,", "", """{"Type":"Parallel","Branches":[{"StartAt":"P","States":{"P":{"Type":"Wait","Seconds":100,"End":true}}},{"StartAt":"Q","States":{"Q":{"Type":"Task","Resource":"bot:echo","Parameters":{"name":"slow"},"End":true}}}],"Catch":[{"ErrorEquals":["States.ALL"],"Next":"C1"}],"End":true}""")]
    public async Task Timeout_OfAWorkflowInsideAnother_EndsAndUndoesItPastItsOwnCatches(string ofTask, string ofWorkflow, string slow)
    {
        await using var host = new WorkflowHost(
            options => options
                .Add("test", """{"StartAt":"A","States":{"A":{"Type":"Task","Resource":"workflow:inner",""" + ofTask
                    + """ "Catch":[{"ErrorEquals":["States.Timeout"],"ResultPath":"$.e","Next":"B"}],"End":true},"B":{"Type":"Wait","Seconds":30,"OutputPath":"$.e.Error","End":true}}}""")
                .Add("inner", """{"StartAt":"S1",""" + ofWorkflow
                    + """ "States":{"S1":{"Type":"Task","Resource":"bot:echo","Parameters":{"name":"S1"},"Compensate":"C1","Next":"L"},"C1":{"Type":"Task","Resource":"bot:echo","Parameters":{"name":"C1"},"End":true},"L":"""
                    + slow + "}}"),
            clock: _clock);
        host.Calls.Hook = (input, _, token) => input.Name == "slow" ? Task.Delay(TimeSpan.FromSeconds(200), _clock, token) : Task.CompletedTask;
        var start = _clock.GetUtcNow();
        (await _clock.RunAsync(host.RunAsync())).OutputText.Should().Be("\"States.Timeout\"");
        host.Calls.Names.Where(static it => it != "slow").Should().Equal("S1", "C1");
        (_clock.GetUtcNow() - start).TotalSeconds.Should().BeInRange(40, 60);
    }

    [Fact]
    public async Task MaxSteps_WorkflowThatNeverEnds_FailsPastEveryCatch()
    {
        await using var host = new WorkflowHost(options =>
        {
            options.MaxSteps = 500;
            options.Add("test", """
                {"StartAt":"A","States":{"A":{"Type":"Choice","Choices":[{"Variable":"$.stop","IsPresent":true,"Next":"C"}],"Default":"B"},"B":{"Type":"Pass","Next":"A"},"C":{"Type":"Succeed"}}}
                """);
        });
        var end = await host.RunAsync();
        end.Error.Should().Be("States.Runtime");
        end.Result.Error!.Message.Should().Contain("500");
    }

    [Fact]
    public async Task Parallel_BranchFails_StopsTheOthersAndRetriesAll()
    {
        await using var host = WorkflowHost.Of(
            """
            {"StartAt":"A","States":{"A":{"Type":"Parallel","Retry":[{"ErrorEquals":["boom"],"MaxAttempts":1}],"End":true,"Branches":[
              {"StartAt":"Bad","States":{"Bad":{"Type":"Task","Resource":"bot:echo","Parameters":{"name":"bad","fail":"boom","failTimes":1},"End":true}}},
              {"StartAt":"W","States":{"W":{"Type":"Wait","Seconds":1000,"Next":"Good"},"Good":{"Type":"Task","Resource":"bot:echo","Parameters":{"name":"good"},"End":true}}}]}}}
            """,
            clock: _clock);
        var end = await _clock.RunAsync(host.RunAsync(), TimeSpan.FromSeconds(20));
        end.Succeeded.Should().BeTrue();
        host.Calls.Names.Should().Equal("bad", "bad", "good");
    }

    [Fact]
    public async Task Map_MaxConcurrency_IsNeverExceeded()
    {
        var now = 0;
        var most = 0;
        await using var host = WorkflowHost.Of(
            """
            {"StartAt":"M","States":{"M":{"Type":"Map","MaxConcurrency":3,"ItemProcessor":{"StartAt":"T","States":{"T":{"Type":"Task","Resource":"bot:echo","Parameters":{"name.$":"States.Format('{}', $)"},"End":true}}},"ResultSelector":{"n.$":"$[*].name"},"End":true}}}
            """);
        host.Calls.Hook = async (_, _, _) =>
        {
            most = Math.Max(most, Interlocked.Increment(ref now));
            await Task.Yield();
            Interlocked.Decrement(ref now);
        };
        (await host.RunAsync("[1,2,3,4,5,6,7,8,9,10]")).OutputText.Should().Be("""{"n":["1","2","3","4","5","6","7","8","9","10"]}""");
        most.Should().BeLessThanOrEqualTo(3);
    }
}
