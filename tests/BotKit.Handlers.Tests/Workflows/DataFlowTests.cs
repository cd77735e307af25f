using System.Text.Json.Nodes;

namespace BotKit.Handlers.Tests.Workflows;

/// <summary>What each field does with the data, one row for each statement of the specification, the section in the first column.</summary>
public sealed class DataFlowTests
{
    private static readonly (string Section, string State, string Input, string Expected)[] Rows =
    [
        ("InputPath", """{"Type":"Pass","InputPath":"$.a","End":true}""", """{"a":{"b":1}}""", """{"b":1}"""),
        ("InputPath null", """{"Type":"Pass","InputPath":null,"End":true}""", """{"a":1}""", "{}"),
        ("InputPath of a variable", """{"Type":"Pass","InputPath":"$known.x","End":true}""", "{}", "1"),
        ("InputPath that leads nowhere", """{"Type":"Pass","InputPath":"$.no","End":true}""", "{}", "!States.Runtime"),
        ("OutputPath", """{"Type":"Pass","OutputPath":"$.a","End":true}""", """{"a":[1,2]}""", "[1,2]"),
        ("OutputPath null", """{"Type":"Pass","OutputPath":null,"End":true}""", """{"a":1}""", "{}"),
        ("OutputPath that leads nowhere", """{"Type":"Pass","OutputPath":"$.no","End":true}""", "{}", "!States.Runtime"),
        ("Payload Template", """{"Type":"Pass","Parameters":{"c":1,"d.$":"$.a","e":[{"f.$":"$.a[1]"},"$.a"]},"End":true}""", """{"a":[1,2]}""", """{"c":1,"d":[1,2],"e":[{"f":2},"$.a"]}"""),
        ("Payload Template, intrinsic", """{"Type":"Pass","Parameters":{"x.$":"States.MathAdd($.a, 1)"},"End":true}""", """{"a":1}""", """{"x":2}"""),
        ("Payload Template, missing", """{"Type":"Pass","Parameters":{"x.$":"$.no"},"End":true}""", "{}", "!States.Runtime"),
        ("Payload Template, intrinsic failure", """{"Type":"Pass","Parameters":{"x.$":"States.StringToJson('{')"},"End":true}""", "{}", "!States.IntrinsicFailure"),
        ("ResultPath", """{"Type":"Pass","Result":2,"ResultPath":"$.b","End":true}""", """{"a":1}""", """{"a":1,"b":2}"""),
        ("ResultPath, replaces", """{"Type":"Pass","Result":2,"ResultPath":"$.a","End":true}""", """{"a":1}""", """{"a":2}"""),
        ("ResultPath, deep", """{"Type":"Pass","Result":6,"ResultPath":"$.lambda.x.out","End":true}""", """{"master":1}""", """{"master":1,"lambda":{"x":{"out":6}}}"""),
        ("ResultPath, element", """{"Type":"Pass","Result":6,"ResultPath":"$.a[1]","End":true}""", """{"a":[1,2]}""", """{"a":[1,6]}"""),
        ("ResultPath, element outside", """{"Type":"Pass","Result":6,"ResultPath":"$.a[2]","End":true}""", """{"a":[1,2]}""", "!States.ResultPathMatchFailure"),
        ("ResultPath, no object", """{"Type":"Pass","Result":6,"ResultPath":"$.a","End":true}""", "5", "!States.ResultPathMatchFailure"),
        ("ResultPath, in the way", """{"Type":"Pass","Result":6,"ResultPath":"$.a.b","End":true}""", """{"a":5}""", "!States.ResultPathMatchFailure"),
        ("ResultPath null", """{"Type":"Pass","Result":2,"ResultPath":null,"End":true}""", """{"a":1}""", """{"a":1}"""),
        ("ResultPath into the raw input", """{"Type":"Pass","InputPath":"$.a","ResultPath":"$.b","End":true}""", """{"a":{"x":1}}""", """{"a":{"x":1},"b":{"x":1}}"""),
        ("ResultPath before OutputPath", """{"Type":"Pass","Result":2,"ResultPath":"$.b","OutputPath":"$.b","End":true}""", """{"a":1}""", "2"),
        ("Pass State, Result before Parameters", """{"Type":"Pass","Result":{"r":1},"Parameters":{"p":1},"End":true}""", "{}", """{"r":1}"""),
        ("ResultSelector", """{"Type":"Task","Resource":"bot:echo","Parameters":{"name":"n","value":{"x":5}},"ResultSelector":{"y.$":"$.value.x"},"End":true}""", "{}", """{"y":5}"""),
        ("ResultSelector, missing", """{"Type":"Task","Resource":"bot:echo","Parameters":{"name":"n"},"ResultSelector":{"y.$":"$.no"},"End":true}""", "{}", "!States.Runtime"),
        ("Context Object", """{"Type":"Pass","Parameters":{"s.$":"$$.State.Name","i.$":"$$.Execution.Input.a","m.$":"$$.StateMachine.Name"},"End":true}""", """{"a":1}""", """{"s":"State","i":1,"m":"ROW"}"""),
        ("Variables", """{"Type":"Pass","Parameters":{"v.$":"$known","w.$":"$known.x"},"End":true}""", "{}", """{"v":{"x":1},"w":1}"""),
        ("Context Object, whole", """{"Type":"Pass","Parameters":{"a.$":"$$.Execution['Input']","b.$":"$$..a","c.$":"$$.Execution.Input.a"},"OutputPath":"$","End":true}""", """{"a":[1]}""", """{"a":{"a":[1]},"b":[[1]],"c":[1]}"""),
        ("Context Object, nowhere", """{"Type":"Pass","InputPath":"$$.Execution.Input.no","End":true}""", """{"a":1}""", "!States.Runtime"),
        ("Variables, not assigned", """{"Type":"Pass","Parameters":{"v.$":"$unknown"},"End":true}""", "{}", "!States.Runtime"),
        ("Succeed State", """{"Type":"Succeed","InputPath":"$.a","OutputPath":"$.b"}""", """{"a":{"b":7}}""", "7"),
        ("Fail State", """{"Type":"Fail","Error":"E.X","Cause":"why"}""", "{}", "!E.X"),
        ("Fail State, paths", """{"Type":"Fail","ErrorPath":"$.e","CausePath":"States.Format('{}!', $.e)"}""", """{"e":"Dynamic"}""", "!Dynamic"),
        ("Fail State, no text", """{"Type":"Fail","ErrorPath":"$.e"}""", """{"e":5}""", "!States.Runtime"),
        ("Choice State, no match", """{"Type":"Choice","Choices":[{"Variable":"$.a","NumericEquals":1,"Next":"Done"}]}""", """{"a":2}""", "!States.NoChoiceMatched"),
        ("Choice State, no variable", """{"Type":"Choice","Choices":[{"Variable":"$.no","NumericEquals":1,"Next":"Done"}]}""", """{"a":2}""", "!States.Runtime"),
        ("Choice State, paths", """{"Type":"Choice","InputPath":"$.in","OutputPath":"$.out","Choices":[{"Variable":"$.a","NumericEquals":1,"Next":"Done"}]}""", """{"in":{"a":1,"out":"o"}}""", "\"o\""),
        ("Wait State, now", """{"Type":"Wait","Seconds":0,"End":true}""", """{"a":1}""", """{"a":1}"""),
        ("Wait State, past", """{"Type":"Wait","Timestamp":"2016-03-14T01:59:00Z","End":true}""", """{"a":1}""", """{"a":1}"""),
        ("Wait State, path to no number", """{"Type":"Wait","SecondsPath":"$.s","End":true}""", """{"s":"5"}""", "!States.Runtime"),
        ("Wait State, path nowhere", """{"Type":"Wait","TimestampPath":"$.s","End":true}""", "{}", "!States.Runtime"),
        ("Parallel State", """{"Type":"Parallel","Branches":[{"StartAt":"A","States":{"A":{"Type":"Pass","Result":1,"End":true}}},{"StartAt":"B","States":{"B":{"Type":"Pass","End":true}}}],"End":true}""", """{"a":1}""", """[1,{"a":1}]"""),
        ("Parallel State, fields", """{"Type":"Parallel","InputPath":"$.in","Parameters":{"p.$":"$.x"},"ResultSelector":{"first.$":"$[0].p"},"ResultPath":"$.out","OutputPath":"$.out","Branches":[{"StartAt":"A","States":{"A":{"Type":"Pass","End":true}}}],"End":true}""", """{"in":{"x":3}}""", """{"first":3}"""),
        ("Parallel State, failure", """{"Type":"Parallel","Branches":[{"StartAt":"A","States":{"A":{"Type":"Fail","Error":"Inner"}}},{"StartAt":"B","States":{"B":{"Type":"Pass","End":true}}}],"End":true}""", "{}", "!Inner"),
        ("Map State", """{"Type":"Map","ItemProcessor":{"StartAt":"A","States":{"A":{"Type":"Pass","End":true}}},"End":true}""", "[3,1,2]", "[3,1,2]"),
        ("Map State, empty", """{"Type":"Map","ItemProcessor":{"StartAt":"A","States":{"A":{"Type":"Pass","End":true}}},"End":true}""", "[]", "[]"),
        ("Map State, ItemsPath and ItemSelector", """{"Type":"Map","ItemsPath":"$.items","ItemSelector":{"i.$":"$$.Map.Item.Index","v.$":"$$.Map.Item.Value.n","k.$":"$.k"},"ItemProcessor":{"StartAt":"A","States":{"A":{"Type":"Pass","End":true}}},"End":true}""", """{"k":9,"items":[{"n":5},{"n":6}]}""", """[{"i":0,"v":5,"k":9},{"i":1,"v":6,"k":9}]"""),
        ("Map State, context inside", """{"Type":"Map","ItemProcessor":{"StartAt":"A","States":{"A":{"Type":"Pass","Parameters":{"i.$":"$$.Map.Item.Index","v.$":"$$.Map.Item.Value"},"End":true}}},"End":true}""", "[7]", """[{"i":0,"v":7}]"""),
        ("Map State, no array", """{"Type":"Map","ItemProcessor":{"StartAt":"A","States":{"A":{"Type":"Pass","End":true}}},"End":true}""", "{}", "!States.Runtime"),
        ("Map State, one iteration fails", """{"Type":"Map","ItemProcessor":{"StartAt":"A","States":{"A":{"Type":"Fail","Error":"Item"}}},"End":true}""", "[1]", "!Item"),
        ("Map State, tolerated count", """{"Type":"Map","ToleratedFailureCount":1,"ResultSelector":{"n.$":"States.ArrayLength($)"},"ItemProcessor":{"StartAt":"A","States":{"A":{"Type":"Choice","Choices":[{"Variable":"$","NumericEquals":2,"Next":"F"}],"Default":"P"},"F":{"Type":"Fail","Error":"Two"},"P":{"Type":"Pass","End":true}}},"End":true}""", "[1,2,3]", """{"n":3}"""),
        ("Map State, more than tolerated", """{"Type":"Map","ToleratedFailurePercentage":10,"ItemProcessor":{"StartAt":"A","States":{"A":{"Type":"Fail","Error":"Item"}}},"End":true}""", "[1,2,3]", "!States.ExceedToleratedFailureThreshold"),
        ("Map State, tolerated count and percentage", """{"Type":"Map","ToleratedFailureCount":1,"ToleratedFailurePercentage":100,"ItemProcessor":{"StartAt":"A","States":{"A":{"Type":"Fail","Error":"Item"}}},"End":true}""", "[1,2,3]", "!States.ExceedToleratedFailureThreshold"),
        ("Map State, tolerated percentage and count", """{"Type":"Map","ToleratedFailureCount":3,"ToleratedFailurePercentage":10,"ItemProcessor":{"StartAt":"A","States":{"A":{"Type":"Fail","Error":"Item"}}},"End":true}""", "[1,2,3]", "!States.ExceedToleratedFailureThreshold"),
        ("Map State, tolerated path", """{"Type":"Map","ItemsPath":"$.i","ToleratedFailureCountPath":"$.t","ItemProcessor":{"StartAt":"A","States":{"A":{"Type":"Fail","Error":"Item"}}},"ResultPath":null,"End":true}""", """{"i":[1],"t":1}""", """{"i":[1],"t":1}"""),
        ("Map State, MaxConcurrencyPath", """{"Type":"Map","ItemsPath":"$.i","MaxConcurrencyPath":"$.m","ItemProcessor":{"StartAt":"A","States":{"A":{"Type":"Pass","End":true}}},"End":true}""", """{"i":[1,2],"m":1}""", "[1,2]"),
        ("Task State, other workflow", """{"Type":"Task","Resource":"workflow:row0","Parameters":{"a":{"b":2}},"End":true}""", "{}", """{"b":2}"""),
        ("Task State, other workflow fails", """{"Type":"Task","Resource":"workflow:row3","Catch":[{"ErrorEquals":["States.Runtime"],"Next":"Done"}],"End":true}""", "{}", """{"Error":"States.Runtime","Cause":"*"}"""),
        ("Data limit", """{"Type":"Pass","Parameters":{"a.$":"States.Array($.x, $.x, $.x)"},"End":true}""", "{\"x\":\"" + new string('x', 100_000) + "\"}", "!States.DataLimitExceeded"),
    ];

    [Fact]
    public async Task Fields_DoWhatTheSpecificationSays()
    {
        await using var host = new WorkflowHost(options =>
        {
            for (var i = 0; i < Rows.Length; i++)
            {
                var text = """{"StartAt":"Before","States":{"Before":{"Type":"Pass","Assign":{"known":{"x":1}},"Next":"State"},"State":"""
                    + Rows[i].State + ""","Done":{"Type":"Succeed"}}}""";
                var definition = JsonNode.Parse(text)!;
                if (!Rows[i].State.Contains("\"Done\"", StringComparison.Ordinal))
                {
                    definition["States"]!.AsObject().Remove("Done");
                }

                options.Add($"row{i}", definition.ToJsonString());
            }
        });
        for (var i = 0; i < Rows.Length; i++)
        {
            var (section, _, input, expected) = Rows[i];
            var end = await host.RunAsync(input, $"row{i}", cancellationToken: TestContext.Current.CancellationToken);
            if (expected.StartsWith('!'))
            {
                $"{section}: {(end.Succeeded ? end.OutputText : end.Error)}".Should().Be($"{section}: {expected[1..]}");
            }
            else
            {
                end.Result.Error?.Message.Should().BeNull(section);
                var wanted = JsonNode.Parse(expected.Replace("ROW", $"row{i}", StringComparison.Ordinal));
                if (wanted is JsonObject { } members && (string?)members["Cause"]?.ToString() == "*")
                {
                    members["Cause"] = end.Output!["Cause"]!.DeepClone();
                }

                JsonNode.DeepEquals(end.Output, wanted).Should().BeTrue($"{section}: {end.OutputText} instead of {wanted?.ToJsonString()}");
            }
        }
    }

    [Theory]
    [InlineData("""{"A":{"Type":"Pass","Assign":{"x":1,"y.$":"$.in"},"Next":"B"},"B":{"Type":"Pass","Assign":{"x":2,"old.$":"$x"},"Next":"C"},"C":{"Type":"Pass","Parameters":{"x.$":"$x","y.$":"$y","old.$":"$old"},"End":true}}""", """{"x":2,"y":7,"old":1}""")]
    [InlineData("""{"A":{"Type":"Task","Resource":"bot:echo","Parameters":{"name":"n","value":5},"ResultSelector":{"v.$":"$.value"},"Assign":{"got.$":"$.v"},"ResultPath":null,"Next":"B"},"B":{"Type":"Pass","Parameters":{"got.$":"$got"},"End":true}}""", """{"got":5}""")]
    [InlineData("""{"A":{"Type":"Pass","Assign":{"outer":1},"Next":"B"},"B":{"Type":"Parallel","Branches":[{"StartAt":"P","States":{"P":{"Type":"Pass","Assign":{"inner.$":"$outer"},"Next":"Q"},"Q":{"Type":"Pass","Parameters":{"i.$":"$inner"},"End":true}}}],"End":true}}""", """[{"i":1}]""")]
    [InlineData("""{"A":{"Type":"Parallel","Branches":[{"StartAt":"P","States":{"P":{"Type":"Pass","Assign":{"inner":1},"End":true}}}],"Next":"B"},"B":{"Type":"Pass","Parameters":{"i.$":"$inner"},"End":true}}""", "!States.Runtime")]
    [InlineData("""{"A":{"Type":"Task","Resource":"bot:echo","Parameters":{"name":"n","fail":"boom"},"Catch":[{"ErrorEquals":["boom"],"Assign":{"e.$":"$.Error"},"ResultPath":"$.error","Next":"B"}],"End":true},"B":{"Type":"Pass","Parameters":{"e.$":"$e","in.$":"$.in","c.$":"$.error.Cause"},"End":true}}""", """{"e":"boom","in":7,"c":"n failed."}""")]
    [InlineData("""{"A":{"Type":"Choice","Choices":[{"Variable":"$.in","NumericEquals":7,"Assign":{"rule":"first"},"Next":"B"}],"Default":"B","Assign":{"rule":"default"}},"B":{"Type":"Pass","Parameters":{"r.$":"$rule"},"End":true}}""", """{"r":"first"}""")]
    public async Task Assign_Variables_AreOfTheirScopeAndOfBefore(string states, string expected)
    {
        await using var host = WorkflowHost.Of("""{"StartAt":"A","States":""" + states + "}");
        var end = await host.RunAsync("""{"in":7}""", cancellationToken: TestContext.Current.CancellationToken);
        (end.Succeeded ? end.OutputText : "!" + end.Error).Should().Be(expected);
    }

    [Theory]
    [InlineData("States.Array($x,$x)")]
    [InlineData("States.Array($x,$i)")]
    [InlineData("States.Format('{}{}', $x, $x)")]
    public async Task Assign_ThatGrowsWithEachRound_EndsInTheErrorOfTheLimit(string expression)
    {
        await using var host = WorkflowHost.Of(
            """
            {"StartAt":"S","States":{"S":{"Type":"Pass","Assign":{"x":"0123456789","i":0},"Next":"A"},
              "A":{"Type":"Pass","Assign":{"x.$":"EXPRESSION","i.$":"States.MathAdd($i, 1)"},"Next":"B"},
              "B":{"Type":"Choice","Choices":[{"Variable":"$i","NumericGreaterThan":100,"Next":"C"}],"Default":"A"},"C":{"Type":"Succeed"}}}
            """.Replace("EXPRESSION", expression, StringComparison.Ordinal));
        var end = await host.RunAsync(cancellationToken: TestContext.Current.CancellationToken);
        end.Error.Should().BeOneOf("States.DataLimitExceeded", "States.IntrinsicFailure");
        end.Succeeded.Should().BeFalse();
    }

    [Fact]
    public async Task Assign_ManyLargeVariables_EndsInTheErrorOfTheLimit()
    {
        var names = Enumerable.Range(0, 60).ToArray();
        var states = names.Select(static i => $$"""
            "S{{i}}":{"Type":"Pass","Assign":{"v{{i}}.$":"$"},"Next":"S{{i + 1}}"}
            """);
        await using var host = WorkflowHost.Of("""{"StartAt":"S0","States":{""" + string.Join(',', states) + ""","S60":{"Type":"Succeed"}}}""");
        var end = await host.RunAsync($"\"{new string('x', 200_000)}\"", cancellationToken: TestContext.Current.CancellationToken);
        end.Error.Should().Be("States.DataLimitExceeded");
        end.Result.Error!.Message.Should().Contain("'S52'", "10 MiB hold 52 of them");
        (await host.RunAsync($"\"{new string('x', 100_000)}\"", cancellationToken: TestContext.Current.CancellationToken)).Succeeded.Should().BeTrue();
    }

    [Fact]
    public async Task Task_InputOfMoreThanTheLimit_IsNotCalled()
    {
        await using var host = WorkflowHost.Of("""{"StartAt":"A","States":{"A":{"Type":"Task","Resource":"bot:echo","Parameters":{"name":"n","value.$":"States.Array($, $)"},"ResultPath":null,"End":true}}}""");
        (await host.RunAsync($"\"{new string('x', 200_000)}\"", cancellationToken: TestContext.Current.CancellationToken)).Error.Should().Be("States.DataLimitExceeded");
        host.Calls.Names.Should().BeEmpty();
    }

    [Fact]
    public async Task Map_ResultsOfMoreThanTheLimit_StopTheOthers()
    {
        await using var host = WorkflowHost.Of(
            """
            {"StartAt":"M","States":{"M":{"Type":"Map","ItemsPath":"$.items","ItemSelector":{"x.$":"$.x"},"MaxConcurrency":1,"ResultPath":null,"End":true,
              "ItemProcessor":{"StartAt":"T","States":{"T":{"Type":"Task","Resource":"bot:echo","Parameters":{"name":"n"},"ResultPath":"$.r","End":true}}}}}}
            """);
        var input = $$"""{"x":"{{new string('x', 100_000)}}","items":[{{string.Join(',', Enumerable.Range(0, 500))}}]}""";
        (await host.RunAsync(input, cancellationToken: TestContext.Current.CancellationToken)).Error.Should().Be("States.DataLimitExceeded");
        host.Calls.Names.Should().HaveCount(3);
    }

    [Fact]
    public async Task Fail_NameFromData_IsCut()
    {
        await using var host = WorkflowHost.Of("""{"StartAt":"A","States":{"A":{"Type":"Fail","ErrorPath":"$"}}}""");
        (await host.RunAsync($"\"{new string('x', 100_000)}\"", cancellationToken: TestContext.Current.CancellationToken)).Error.Should().Be(new string('x', 256));
    }

    [Fact]
    public async Task Map_ItemsThatLookAtTheContext_DoNotCopyTheWholeInputEach()
    {
        await using var host = WorkflowHost.Of(
            """
            {"StartAt":"M","States":{"M":{"Type":"Map","ItemsPath":"$.items","ItemSelector":{"i.$":"$$.Map.Item.Index","k.$":"$$.Execution.Input.k"},"ResultSelector":{"last.$":"$[1999]"},"End":true,
              "ItemProcessor":{"StartAt":"T","States":{"T":{"Type":"Pass","Parameters":{"i.$":"$.i","k.$":"$$.Execution.Input['k']"},"End":true}}}}}}
            """);
        var input = $$"""{"k":7,"more":[{{string.Join(',', Enumerable.Range(0, 40_000))}}],"items":[{{string.Join(',', Enumerable.Range(0, 2_000))}}]}""";
        var end = await host.RunAsync(input, cancellationToken: TestContext.Current.CancellationToken);
        end.OutputText.Should().Be("""{"last":{"i":1999,"k":7}}""");
        // Other tests allocate meanwhile, so that the least of some runs counts.
        var least = long.MaxValue;
        for (var i = 0; i < 5 && least > 400L << 20; i++)
        {
            var before = GC.GetTotalAllocatedBytes();
            await host.RunAsync(input, cancellationToken: TestContext.Current.CancellationToken);
            least = Math.Min(least, GC.GetTotalAllocatedBytes() - before);
        }

        least.Should().BeLessThan(400L << 20, "4,000 copies of the input are close to 1 GB");
    }
}
