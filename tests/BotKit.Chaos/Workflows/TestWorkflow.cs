namespace BotKit.Chaos.Workflows;

/// <summary>The workflow of the test: six tasks, five of which can be undone, with a Parallel and two Waits between, and what becomes of each number.</summary>
internal static class TestWorkflow
{
    public const string Name = "six";

    public const string Bot = "workflow";

    public const string StepBot = "step";

    public const string Undo = "Undo";

    /// <summary>The state whose timer is watched; the step behind it tells when it was entered.</summary>
    public const string Definition = """
        {"StartAt":"A","States":{
          "A":{"Type":"Task","Resource":"bot:step","Parameters":{"n.$":"$.n","step":"A"},"ResultPath":"$.a","Compensate":"UndoA","Next":"Both"},
          "Both":{"Type":"Parallel","ResultPath":"$.both","Next":"Rest","Branches":[
            {"StartAt":"B","States":{
              "B":{"Type":"Task","Resource":"bot:step","Parameters":{"n.$":"$.n","step":"B"},"ResultPath":"$.b","Compensate":"UndoB","Next":"C"},
              "C":{"Type":"Task","Resource":"bot:step","Parameters":{"n.$":"$.n","step":"C"},"ResultPath":"$.c","Compensate":"UndoC","End":true},
              "UndoB":{"Type":"Task","Resource":"bot:step","Parameters":{"n.$":"$.n","step":"UndoB"},"End":true},
              "UndoC":{"Type":"Task","Resource":"bot:step","Parameters":{"n.$":"$.n","step":"UndoC"},"End":true}}},
            {"StartAt":"Short","States":{
              "Short":{"Type":"Wait","Seconds":1,"Next":"D"},
              "D":{"Type":"Task","Resource":"bot:step","Parameters":{"n.$":"$.n","step":"D"},"ResultPath":"$.d","Compensate":"UndoD","End":true},
              "UndoD":{"Type":"Task","Resource":"bot:step","Parameters":{"n.$":"$.n","step":"UndoD"},"End":true}}}]},
          "Rest":{"Type":"Wait","SecondsPath":"$.wait","Assign":{"entered.$":"$$.State.EnteredTime"},"Next":"E"},
          "E":{"Type":"Task","Resource":"bot:step","Parameters":{"n.$":"$.n","step":"E","entered.$":"$entered"},"ResultPath":"$.e","Compensate":"UndoE","Next":"F"},
          "F":{"Type":"Task","Resource":"bot:step","Parameters":{"n.$":"$.n","step":"F","fails.$":"$.fails"},"ResultPath":"$.f","End":true},
          "UndoA":{"Type":"Task","Resource":"bot:step","Parameters":{"n.$":"$.n","step":"UndoA"},"End":true},
          "UndoE":{"Type":"Task","Resource":"bot:step","Parameters":{"n.$":"$.n","step":"UndoE"},"End":true}}}
        """;

    /// <summary>What begins only once the step has finished.</summary>
    public static IReadOnlyDictionary<string, string> Later { get; } = new Dictionary<string, string>
    {
        ["A"] = "BCDEF",
        ["B"] = "CEF",
        ["C"] = "EF",
        ["D"] = "EF",
        ["E"] = "F",
        ["F"] = string.Empty,
    };

    /// <summary>Seconds of the second Wait: most are short, some outlast several processes.</summary>
    public static int WaitOf(int n) => n % 5 == 1 ? 6 : 1;

    /// <summary>Whether its last step fails, so that all is undone.</summary>
    public static bool Fails(int n) => n % 4 == 2;

    /// <summary>Whether it is canceled on its way.</summary>
    public static bool IsCanceled(int n) => n % 8 == 5;
}
