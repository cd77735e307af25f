Console.Error.WriteLine("Not written yet.");
return 2;
